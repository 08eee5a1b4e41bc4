import { Command } from 'cmdk';
import { ChevronDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useState } from 'react';
import { formatShare } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';

/** A path that the first rows of the file have, and how many of them have a value there. */
export interface FileColumn {
  readonly path: string;
  readonly filled01: number;
}

/** Where a target is looked for: one of the paths that the file has, or any that is typed. */
export function PathBox({
  label,
  path,
  columns,
  onChoose,
  onLeaveOut,
}: {
  readonly label: string;
  readonly path: string;
  readonly columns: readonly FileColumn[];
  readonly onChoose: (path: string) => void;
  readonly onLeaveOut: (() => void) | undefined;
}) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const choose = (chosen: string): void => {
    setOpen(false);
    setTyped('');
    if (chosen !== path) onChoose(chosen);
  };
  const isNew = typed.trim() !== '' && !columns.some((column) => column.path === typed.trim());
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className="imp-pathname mono" aria-label={`Path of ${label}: ${path || 'none'}`}>
          <span className="ell">
            {path === '' ? <span className="t3">choose a path</span> : <SafeText>{path}</SafeText>}
          </span>
          <ChevronDown size={12} strokeWidth={1.5} className="t3" aria-hidden="true" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="imp-paths" align="start" sideOffset={4} collisionPadding={8}>
          <Command label={`Paths of the file for ${label}`} defaultValue={path}>
            <Command.Input
              className="field mono"
              value={typed}
              onValueChange={setTyped}
              placeholder="Find or type a path"
              autoFocus
            />
            <Command.List>
              {isNew && (
                <Command.Item forceMount value={`use ${typed}`} onSelect={() => choose(typed.trim())}>
                  <span>
                    Use <span className="mono">{typed.trim()}</span>
                  </span>
                </Command.Item>
              )}
              {columns.map((column) => (
                <Command.Item key={column.path} value={column.path} onSelect={() => choose(column.path)}>
                  <span className="mono ell sp">
                    <SafeText>{column.path}</SafeText>
                  </span>
                  <span className="t3 micro">{formatShare(column.filled01)}</span>
                </Command.Item>
              ))}
              {onLeaveOut && (
                <Command.Item forceMount value="leave this target out" onSelect={() => (setOpen(false), onLeaveOut())}>
                  <span className="t2">Leave {label} out</span>
                </Command.Item>
              )}
            </Command.List>
          </Command>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
