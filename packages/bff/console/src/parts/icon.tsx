import type { ReactNode } from 'react';

/** Drawn on a grid of 24 with a line of 1.75, round ends. */
const paths = {
  orders: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9.500 8h5M9.500 12h5',
  tag: 'M3.500 11.500V4.500a1 1 0 0 1 1-1h7l9 9-8 8zM8 8h.010',
  boxes: 'M4 7.500 12 3.500l8 4v9l-8 4-8-4zM4 7.500l8 4 8-4M12 11.500v9',
  shop: 'M4 10v10h16V10M3 10l2-6h14l2 6M3 10a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0M10 20v-5h4v5',
  chart: 'M4 20V4M4 20h16M8.500 16v-4M13 16V8M17.500 16v-6',
  plug: 'M9 3v5M15 3v5M6.500 8h11v3a5.500 5.500 0 0 1-11 0zM12 16.500V21',
  people: 'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM3 20a6 6 0 0 1 12 0M16 4.500a3.500 3.500 0 0 1 0 6.500M17.500 14.500A6 6 0 0 1 21 20',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.500 2h-15zM10 20.500h4',
  bellOff: 'M6 16V11a6 6 0 0 1 9-5.200M18 11v5l1.500 2h-15M10 20.500h4M4 4l16 16',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500 20.500 20.500',
  down: 'M6 9.500l6 6 6-6',
  right: 'M9.500 6l6 6-6 6',
  left: 'M14.500 6l-6 6 6 6',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.500l4.500 4.500L19 7.500',
  plus: 'M12 5v14M5 12h14',
  alert: 'M12 4 2.500 20h19zM12 10v4.500M12 17.200h.010',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7.500V12l3 2',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5.500v13l11-6.500z',
  upload: 'M12 15V4M7.500 8 12 4l4.500 4M4 15v4.500h16V15',
  grip: 'M9 6h.010M15 6h.010M9 12h.010M15 12h.010M9 18h.010M15 18h.010',
  folder: 'M3.500 6h6l2 2.500h9V19h-17z',
  edit: 'M4 20h4L19.500 8.500l-4-4L4 16zM13 7l4 4',
  trash: 'M5 7h14M9.500 7V4.500h5V7M7 7l1 13h8l1-13',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500a7.500 7.500 0 0 1 15 0',
  scan: 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M7.500 8.500v7M11 8.500v7M14 8.500v7M17 8.500v7',
  refresh: 'M19.500 12a7.500 7.500 0 1 1-2.200-5.300L20 9.500M20 4.500v5h-5',
  key: 'M8 20a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 13l8.500-8.500M16 8l2.500 2.500',
} as const;
export type IconName = keyof typeof paths;

/** Beside words, which say what it means; it is nothing to a screen reader. */
export const Icon = ({ name, size = 20 }: Readonly<{ name: IconName; size?: number }>): ReactNode => (
  <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={paths[name]} />
  </svg>
);
