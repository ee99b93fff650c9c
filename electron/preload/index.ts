// The one bridge between window and main: a function for each call of the contract, and one to hear its pushes.
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { calls, channel, pushes, type PushName } from '#desktop/contract.ts';

type Ask = (payload?: unknown) => Promise<unknown>;

const asking = Object.keys(calls).map((name): readonly [string, Ask] => [
  name,
  (payload) => ipcRenderer.invoke(`commonplace:${name}`, payload),
]);

function listen(name: PushName, listener: (push: unknown) => void): () => void {
  if (!pushes.includes(name)) throw new TypeError('Refused: no such push');
  const heard = (_event: IpcRendererEvent, push: unknown): void => listener(push);
  ipcRenderer.on(channel(name), heard);
  return () => {
    ipcRenderer.removeListener(channel(name), heard);
  };
}

contextBridge.exposeInMainWorld('desktop', Object.freeze({ ...Object.fromEntries(asking), listen }));
