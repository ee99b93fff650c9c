// Where the window begins: the librarian's thread starts and reads while the screens, by far the most of the code, are
// still on their way.
import '#ui/look.ts';
import { desktopOfWindow } from '#desktop/bridge.ts';
import { spawnLibrarian } from '#notebook/spawnLibrarian.ts';

async function begin(): Promise<void> {
  const desktop = desktopOfWindow();
  const librarian = spawnLibrarian();
  const boot = await desktop.boot();
  // Before the screens' code runs, which takes a while.
  librarian.post({ kind: 'prepare', database: boot.identity.database });
  const { openWindow } = await import('./window.tsx');
  await openWindow({ desktop, boot, librarian });
}

begin().catch((error: unknown) => {
  console.error(error);
});
