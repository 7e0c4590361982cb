/** Two soft notes, made on the spot: no file to fetch. */

const NOTES = [
  { frequency: 784, from: 0 },
  { frequency: 1047, from: 0.11 },
];
const LOUDNESS = 0.06;
/** Seconds until a note has died away. */
const LENGTH = 0.35;

let context: AudioContext | undefined;

/** Plays it where the browser lets us; silence otherwise. */
export async function chime(): Promise<void> {
  try {
    context ??= new AudioContext();
    await context.resume();
    for (const { frequency, from } of NOTES) {
      const start = context.currentTime + from;
      const tone = new OscillatorNode(context, { type: "sine", frequency });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.012);
      gain.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
      tone.connect(gain).connect(context.destination);
      tone.start(start);
      tone.stop(start + LENGTH);
    }
  } catch {
    // A browser without sound has the line and the number.
  }
}
