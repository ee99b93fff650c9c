// Menus as data.
import { describe, expect, it } from 'vitest';
import { contextItems, firstMenu, templateOf } from '../../electron/main/menuTemplate.ts';

const none = {
  canUndo: false,
  canRedo: false,
  canCut: false,
  canCopy: false,
  canPaste: false,
  canDelete: false,
  canSelectAll: false,
  canEditRichly: false,
};
const all = { ...none, canCut: true, canCopy: true, canPaste: true, canSelectAll: true };
const nowhere = { isEditable: false, selectionText: '', linkURL: '', editFlags: none };

function labels(clicked: Partial<typeof nowhere>): unknown[] {
  return contextItems({ ...nowhere, ...clicked }, () => undefined).map((item) => item.role ?? item.label);
}

describe('the menus', () => {
  it('[M1] a command shows its keys without registering them, and says its id when chosen', () => {
    const chosen: string[] = [];
    const item = { kind: 'command', id: 'note.new', label: 'New note', accelerator: 'CmdOrCtrl+N' } as const;
    const template = templateOf({ ...item, checked: true, enabled: false }, (id) => chosen.push(id));
    expect(template).toMatchObject({
      label: 'New note',
      accelerator: 'CmdOrCtrl+N',
      registerAccelerator: false,
      type: 'checkbox',
      checked: true,
      enabled: false,
    });
    (template.click as () => void)();
    expect(chosen).toEqual(['note.new']);
  });

  it('[M2] roles are those a notebook has a use for; any other is refused', () => {
    expect(templateOf({ kind: 'role', id: 'copy', label: 'Copy' }, () => undefined)).toEqual({
      role: 'copy',
      label: 'Copy',
    });
    for (const id of ['toggleDevTools', 'reload', 'forceReload', 'clearRecentDocuments', 'x'])
      expect(() => templateOf({ kind: 'role', id }, () => undefined)).toThrow('Refused');
  });

  it('[M3] the first menu can copy and paste before the window has said anything', () => {
    const template = firstMenu.map((item) => templateOf(item, () => undefined));
    expect(JSON.stringify(template)).toMatch(/"role":"copy".*"role":"paste".*"role":"selectAll"/);
  });

  it('[M4] a right click offers only what applies', () => {
    expect(labels({})).toEqual([]);
    expect(labels({ isEditable: true, selectionText: 'x', editFlags: all })).toEqual([
      'cut',
      'copy',
      'paste',
      'selectAll',
    ]);
    expect(labels({ selectionText: 'x', editFlags: all })).toEqual(['copy']);
    expect(labels({ linkURL: 'https://example.org/' })).toEqual(['Copy link address']);
    expect(labels({ linkURL: 'javascript:alert(1)' })).toEqual([]);
    expect(labels({ linkURL: 'app://notebook/#/note/1' })).toEqual([]);
  });
});
