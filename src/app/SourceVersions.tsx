// The earlier texts of a source, in the dialog that shows those of a note.
import type { ReactElement } from 'react';
import { useMemo } from 'react';
import type { SourceId } from '#domain/id.ts';
import { VersionsDialog } from '#features/notes/VersionsDialog.tsx';
import type { Workplace } from '#notebook/workplace.ts';

export function SourceVersions({
  work,
  id,
  onClose,
}: {
  readonly work: Workplace;
  readonly id: SourceId;
  readonly onClose: () => void;
}): ReactElement {
  const subject = useMemo(() => ({ kind: 'source', id }) as const, [id]);
  return (
    <VersionsDialog
      work={work}
      subject={subject}
      isReadOnly={work.notebook.readOnly !== null}
      onClose={onClose}
      onWentBack={onClose}
    />
  );
}
