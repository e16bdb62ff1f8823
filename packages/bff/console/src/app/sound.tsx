import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';

/** `blocked`: the browser lets nothing sound before somebody has touched the page. */
type Sound = Readonly<{ state: 'on' | 'muted' | 'blocked'; ring: (chime: Chime) => void; toggle: () => void }>;

const SoundContext = createContext<Sound | undefined>(undefined);
const remembered = 'noren.muted';

/** Notes: their frequency and when they begin, in seconds; and how long one sounds. */
const chimes = {
  /** Two notes of a small bell, a fifth apart. */
  order: { type: 'sine', lasts: 0.9, notes: [[880, 0] as const, [1_318.5, 0.16] as const] },
  /** A scan was counted: short and high, as a till's scanner has it. */
  counted: { type: 'sine', lasts: 0.12, notes: [[1_760, 0] as const] },
  /** A scan was not counted: low, twice, not to be taken for the other. */
  missed: { type: 'square', lasts: 0.28, notes: [[196, 0] as const, [147, 0.3] as const] },
} as const;
type Chime = keyof typeof chimes;

function sound(audio: AudioContext, chime: Chime): void {
  const { type, lasts, notes } = chimes[chime];
  for (const [frequency, after] of notes) {
    const start = audio.currentTime + after;
    const tone = new OscillatorNode(audio, { type, frequency });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.35, start + 0.015);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + lasts);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + lasts + 0.1);
  }
}

export function SoundProvider({ children }: Readonly<{ children: ReactNode }>): ReactNode {
  const audio = useRef<AudioContext>(undefined);
  const [muted, setMuted] = useState(() => localStorage.getItem(remembered) === 'true');
  const [running, setRunning] = useState(false);
  useEffect(() => {
    const context = new AudioContext();
    audio.current = context;
    const look = (): void => setRunning(context.state === 'running');
    const wake = (): void => void context.resume().then(look, () => undefined);
    context.addEventListener('statechange', look);
    wake();
    for (const touch of ['pointerdown', 'keydown']) addEventListener(touch, wake);
    return () => {
      for (const touch of ['pointerdown', 'keydown']) removeEventListener(touch, wake);
      void context.close();
    };
  }, []);
  const sounding = useMemo(
    (): Sound => ({
      state: muted ? 'muted' : running ? 'on' : 'blocked',
      ring: (chime) => {
        if (!muted && audio.current?.state === 'running') sound(audio.current, chime);
      },
      toggle: () => {
        void audio.current?.resume();
        // A press on the switch while the browser blocks it is the touch that was missing.
        const next = running || muted ? !muted : false;
        if (!next && audio.current) sound(audio.current, 'order');
        localStorage.setItem(remembered, String(next));
        setMuted(next);
      },
    }),
    [muted, running],
  );
  return <SoundContext value={sounding}>{children}</SoundContext>;
}

export function useSound(): Sound {
  const found = useContext(SoundContext);
  if (!found) throw new Error('nothing sounds here: SoundProvider is missing');
  return found;
}
