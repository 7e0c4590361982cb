import { Pause, Play } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { mediaUrl } from "../api";
import { useWords } from "../words/use-words";

const BARS = 34;

/** The recording's length in seconds and its loudness in equal parts, 0 to 1, read from the file itself. */
async function readSound(url: string): Promise<{ length: number; peaks: number[] }> {
  const bytes = await (await fetch(url)).arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, 16_000).decodeAudioData(bytes);
  const samples = sound.getChannelData(0);
  const step = Math.max(1, Math.floor(samples.length / BARS));
  const loudest = Array.from({ length: BARS }, (_, bar) => samples.subarray(bar * step, (bar + 1) * step).reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  const top = Math.max(...loudest, 0.01);
  return { length: sound.duration, peaks: loudest.map((value) => value / top) };
}

export function Voice({ id }: { id: string }) {
  const { say } = useWords();
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [{ length, peaks }, setSound] = useState<{ length: number; peaks: number[] }>({ length: 0, peaks: [] });
  const url = mediaUrl(id);

  useEffect(() => {
    let wanted = true;
    readSound(url).then((found) => wanted && setSound(found), () => undefined);
    return () => {
      wanted = false;
    };
  }, [url]);

  const shown = Math.round(playing || at > 0 ? at : length);
  const clock = `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
  return (
    <span className="flex items-center gap-2 py-0.5">
      <button type="button" aria-label={say(playing ? "pause_audio" : "play")} onClick={() => (playing ? audio.current?.pause() : void audio.current?.play())} className="grid size-6 place-items-center rounded-full">
        {playing ? <Pause size={16} fill="currentColor" aria-hidden /> : <Play size={16} fill="currentColor" aria-hidden />}
      </button>
      <svg width={140} height={22} aria-hidden>
        {Array.from({ length: BARS }, (_, bar) => {
          const height = Math.max(2, (peaks[bar] ?? 0) * 20);
          return <rect key={bar} x={bar * (140 / BARS)} y={11 - height / 2} width={2.4} height={height} rx={1.2} className={length > 0 && bar / BARS < at / length ? "fill-wa-green" : "fill-wa-meta"} opacity={length > 0 && bar / BARS < at / length ? 1 : 0.55} />;
        })}
      </svg>
      <span className="num text-[10.5px]">{clock}</span>
      <audio
        ref={audio}
        src={url}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setAt(0)}
        onTimeUpdate={({ currentTarget }) => setAt(currentTarget.currentTime)}
      />
    </span>
  );
}
