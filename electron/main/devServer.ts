// Development only: the server that rebuilds the window while it is being written. Its files are passed on under
// the program's own address, so that origin, policy and storage stay what they are.
import { app } from 'electron';

const given = process.env['ELECTRON_RENDERER_URL'];

/** Null in every packaged program, whatever the environment says. */
export const devServer: URL | null =
  app.isPackaged || given === undefined || !URL.canParse(given) ? null : new URL(given);
