import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';

/** `blocked`: the browser lets nothing sound before somebody has touched the page. */
type Sound = Readonly<{ state: 'on' | 'muted' | 'blocked'; ring: () => void; toggle: () => void }>;

const SoundContext = createContext<Sound | undefined>(undefined);
const remembered = 'noren.muted';

/** Two notes of a small bell, a fifth apart. */
function chime(audio: AudioContext): void {
  for (const [frequency, after] of [
    [880, 0],
    [1_318.5, 0.16],
  ] as const) {
    const start = audio.currentTime + after;
    const tone = new OscillatorNode(audio, { type: 'sine', frequency });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.35, start + 0.015);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 1);
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
  const sound = useMemo(
    (): Sound => ({
      state: muted ? 'muted' : running ? 'on' : 'blocked',
      ring: () => {
        if (!muted && audio.current?.state === 'running') chime(audio.current);
      },
      toggle: () => {
        void audio.current?.resume();
        // A press on the switch while the browser blocks it is the touch that was missing.
        const next = running || muted ? !muted : false;
        if (!next && audio.current) chime(audio.current);
        localStorage.setItem(remembered, String(next));
        setMuted(next);
      },
    }),
    [muted, running],
  );
  return <SoundContext value={sound}>{children}</SoundContext>;
}

export function useSound(): Sound {
  const found = useContext(SoundContext);
  if (!found) throw new Error('nothing sounds here: SoundProvider is missing');
  return found;
}
