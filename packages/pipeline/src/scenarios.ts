export { SCENARIOS } from '@iolaus/synth';
