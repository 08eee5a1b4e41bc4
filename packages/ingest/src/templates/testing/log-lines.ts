import { Random } from './random.js';

/** Lines of one kind of system with the event that wrote each. */
export interface LogSet {
  readonly system: string;
  readonly lines: readonly string[];
  readonly events: Int32Array;
}

const NAMES =
  'alva berin corda dunes elmar fosca gavel hilda ivors jutta kemal lorin mirek nadia oskar petra quill ronja silas tilda ulrik vesna'.split(
    ' ',
  );
const HOSTS = 'atlas borea ceres delos elara fauna gaia hebe iapet juno'.split(' ');
const PACKAGES = 'clock mail maps music notes photos phone radio store weather'.split(' ');

type Value = (random: Random) => string;
const hex =
  (length: number): Value =>
  (random) =>
    Array.from({ length }, () => random.pick('0 1 2 3 4 5 6 7 8 9 a b c d e f'.split(' '))).join('');
/** What a placeholder of an event's pattern may stand for. */
const VALUES: Readonly<Record<string, Value>> = {
  n: (random) => String(random.integer(0, 99_999)),
  ms: (random) => `${random.integer(1, 900)} ms`,
  ip: (random) => `10.${random.integer(0, 255)}.${random.integer(0, 255)}.${random.integer(1, 254)}`,
  port: (random) => String(random.integer(1024, 65_535)),
  hex: (random) => `0x${hex(8)(random)}`,
  id: (random) => `${hex(6)(random)}7${hex(5)(random)}`,
  block: (random) => `blk_${random.chance(0.5) ? '-' : ''}${random.integer(1e9, 9e9)}`,
  user: (random) => random.pick(NAMES),
  host: (random) => `${random.pick(HOSTS)}${random.integer(1, 40)}`,
  fqdn: (random) => `${random.pick(HOSTS)}.site${random.integer(1, 9)}.example.net`,
  path: (random) =>
    `/${random.pick(HOSTS)}/${random.pick(NAMES)}/${random.pick(['log', 'tmp', 'part'])}-${random.integer(0, 999)}`,
  dir: (random) => `/${random.pick(HOSTS)}/${random.pick(NAMES)}`,
  class: (random) => `org.example.${random.pick(HOSTS)}.${random.pick(['Idle', 'Main', 'Task'])}`,
  app: (random) => `com.example.${random.pick(PACKAGES)}`,
  time: (random) => `${random.integer(10, 23)}:${random.integer(10, 59)}:${random.integer(10, 59)}`,
  day: (random) =>
    `${random.pick(['Mon', 'Tue', 'Sat'])} ${random.pick(['Jan', 'Jun', 'Nov'])} ${random.integer(1, 28)}`,
  size: (random) => `${random.integer(1, 900)}.${random.integer(0, 9)} ${random.pick(['KB', 'MB'])}`,
  bool: (random) => random.pick(['true', 'false']),
  list: (random) => Array.from({ length: random.integer(1, 5) }, () => random.integer(1, 99)).join(', '),
};
const filled = (pattern: string, random: Random): string =>
  pattern.replaceAll(/\{(\w+)\}/g, (_, name: string) => VALUES[name]!(random));

/** Fourteen kinds of systems, each with the patterns of its events. */
const SYSTEMS: Readonly<Record<string, readonly string[]>> = {
  'block store': [
    'Receiving block {block} src: /{ip}:{port} dest: /{ip}:{port}',
    'PacketResponder {n} for block {block} terminating',
    'Received block {block} of size {n} from /{ip}',
    'BLOCK* map updated: {ip}:{port} is added to {block} size {n}',
    'Deleting block {block} file {path}',
    '{ip}:{port} Served block {block} to /{ip}',
    'Verification succeeded for {block}',
    'Got exception while serving {block} to /{ip}:',
    'BLOCK* allocate block: {path}. {block}',
    'Starting thread to transfer block {block} to {ip}:{port}',
  ],
  'batch jobs': [
    'Created MRAppMaster for application appattempt_{n}_{n}',
    'Task attempt attempt_{n}_m_{n} is done from container {id}',
    'Progress of attempt_{n}_m_{n} is : 0.{n}',
    'Registering class {class} for class {class}',
    'Container {id} launched on {fqdn}:{port}',
    'Failed to renew lease for {user} for {n} seconds. Will retry shortly',
    'Address change detected. Old: {host}/{ip}:{port} New: {host}:{port}',
    'Communication exception: no route to host',
    'Recalculating schedule, headroom={n}',
    'Reduce slow start threshold reached. Scheduling reduces.',
    'JVM with ID: jvm_{n}_m_{n} given task: attempt_{n}_m_{n}',
  ],
  'cluster compute': [
    'Found block rdd_{n}_{n} locally',
    'Running task {n}.0 in stage {n}.0 (TID {n})',
    'Finished task {n}.0 in stage {n}.0 (TID {n}). {n} bytes result sent to driver',
    'Started reading broadcast variable {n}',
    'Block broadcast_{n} stored as values in memory (estimated size {size}, free {size})',
    'Reading broadcast variable {n} took {ms}',
    'Input split: hdfs://{host}:{port}{path}:{n}+{n}',
    'Partition rdd_{n}_{n} not found, computing it',
    'Changing view acls to: {user},{user}',
    'Successfully started service on port {port}.',
    'Times: total = {n}, boot = {n}, init = {n}, finish = {n}',
  ],
  coordination: [
    'Received connection request /{ip}:{port}',
    'Accepted socket connection from /{ip}:{port}',
    'Closed socket connection for client /{ip}:{port} which had sessionid {hex}',
    'Established session {hex} with negotiated timeout {n} for client /{ip}:{port}',
    'Notification time out: {n}',
    'Cannot open channel to {n} at election address /{ip}:{port}',
    'Interrupting SendWorker',
    'Send worker leaving thread',
    'Expiring session {hex}, timeout of {n}ms exceeded',
    'caught end of stream exception',
    'Connection broken for id {n}, my id = {n}, error =',
    'Processed session termination for sessionid: {hex}',
  ],
  'secure shell': [
    'Failed password for invalid user {user} from {ip} port {port} ssh2',
    'Failed password for root from {ip} port {port} ssh2',
    'Accepted password for {user} from {ip} port {port} ssh2',
    'Invalid user {user} from {ip}',
    'input_userauth_request: invalid user {user} [preauth]',
    'Received disconnect from {ip}: 11: Bye Bye [preauth]',
    'reverse mapping checking getaddrinfo for {fqdn} [{ip}] failed - POSSIBLE BREAK-IN ATTEMPT!',
    'pam_unix(sshd:auth): check pass; user unknown',
    'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost={ip}',
    'Connection closed by {ip} [preauth]',
    'Too many authentication failures for {user} [preauth]',
    'message repeated {n} times: [ Failed password for root from {ip} port {port} ssh2]',
  ],
  'operating system': [
    'session opened for user {user} by (uid={n})',
    'session closed for user {user}',
    'connection from {ip} ({fqdn}) at {day} {time}',
    'check pass; user unknown',
    'ALERT exited abnormally with [{n}]',
    '{host} startup succeeded',
    'Kernel command line: ro root=LABEL=/ quiet',
    'CPU {n} irqstacks, hard={hex} soft={hex}',
    'ANONYMOUS FTP LOGIN FROM {ip}, ({fqdn})',
    'Memory: {n}k/{n}k available ({n}k kernel code, {n}k reserved)',
    'audit({n}.{n}:0): initialized',
    'Initializing random number generator: succeeded',
  ],
  'web server': [
    'jk2_init() Found child {n} in scoreboard slot {n}',
    'workerEnv.init() ok {dir}/workers2.properties',
    'mod_jk child workerEnv in error state {n}',
    '[client {ip}] Directory index forbidden by rule: {dir}/',
    "jk2_init() Can't find child {n} in scoreboard",
    'mod_jk child init {n} {n}',
  ],
  phone: [
    'acquire lock={n}, flags={hex}, tag="{app}", name={app}, ws=null, uid={n}, pid={n}',
    'release lock={n}, flg={hex}, tag={app}',
    'ready={bool},policy={n},wakefulness={n}',
    'Skipping AppWindowToken{{id} token=Token{{id}} -- going to hide',
    'setSystemUiVisibility vis={n} mask={n} oldVal={n}',
    'cancelNotificationLocked called for pkg {app}, id={n}',
    'screen is on... frozen',
    'startAnimation begin',
    'Destroying surface Surface(name={app}/{class}) called by {class}:{n}',
    'playSoundEffect   effectType: {n}',
    'printFreezingDisplayLogsopening app wtoken = AppWindowToken{{id}, allDrawn= {bool}',
  ],
  supercomputer: [
    'instruction cache parity error corrected',
    'generating core.{n}',
    '{n} double-hummer alignment exceptions',
    'ciod: Error reading message prefix on CioStream socket to {ip}:{port}, Link has been severed',
    'CE sym {n}, at {hex}, mask {hex}',
    'total of {n} ddr error(s) detected and corrected',
    'rts: kernel terminated for reason {n}',
    'data TLB error interrupt',
    'ciod: failed to read message prefix on control stream (CioStream socket to {ip}:{port}',
    'L3 ecc control register: {hex}',
    'NodeCard is not fully functional',
    'program interrupt: fp cr field.............{n}',
  ],
  'compute nodes': [
    'boot (command {n}) Error: node-{n} is not responding',
    'PSU status ( {list} )',
    'Temperature ( {list} ) exceeds warning threshold',
    'ServerFileSystem domain storage{n} is full',
    'network connection to node-{n} broken',
    'risBoot command ERROR',
    'Link error on broadcast tree Interconnect-{n}:00:{n}',
    'ambient={n} threshold exceeded',
  ],
  'desktop services': [
    'Loaded Servicing Stack v{n}.{n} with Core: {path}',
    'Session: {n}_{n} initialized by client {class}.',
    'Warning: Unrecognized packageExtended attribute.',
    'Read out cached package applicability for package: {id}, ApplicableState: {n}, CurrentState:{n}',
    'Ending TrustedInstaller finalization.',
    'SQM: Cleaning up report files older than {n} days.',
    'Failed to internally open package. [HRESULT = {hex}]',
    'Scavenge: Starts',
    'Reboot mark refs: {n}',
  ],
  proxy: [
    '{fqdn}:{port} open through proxy gate.example.net:{port} HTTPS',
    '{fqdn}:{port} close, {n} bytes sent, {n} bytes received, lifetime {time}',
    '{fqdn}:{port} error : Could not connect through proxy gate.example.net:{port} - Proxy server cannot establish a connection with the target, status code {n}',
    '{fqdn}:{port} resumed after {n} bytes ({size}) on {host}',
    '{fqdn}:{port} open through proxy gate.example.net:{port} SOCKS',
  ],
  'step counter': [
    'onStandStepChanged {n}',
    'getTodayTotalDetailSteps = {n}##{n}##{n}##{n}',
    'setTodayTotalDetailSteps={n}##{n}##{n}',
    'calculateCaloriesWithCache totalCalories={n}',
    'calculateAltitudeWithCache totalAltitude={n}',
    'onExtend:{n} {n} {n} {n}',
    'REPORT : {n} {n} {n} {n}',
    'flush sensor data',
    'processHandleBroadcastAction action:{app}.STEP',
    'screen status unknown,think screen on',
  ],
  'cloud platform': [
    '{ip} "GET /v{n}/{id}/servers/detail HTTP/1.1" status: {n} len: {n} time: 0.{n}',
    '[instance: {id}-{id}] VM Started (Lifecycle Event)',
    '[instance: {id}-{id}] Terminating instance',
    '[instance: {id}-{id}] Took {n}.{n} seconds to build instance.',
    '[instance: {id}-{id}] Attempting claim: memory {n} MB, disk {n} GB, vcpus {n} CPU',
    'image {id}-{id} at ({path}): checking',
    'Active base files: {path}',
    '[instance: {id}-{id}] Deleting instance files {path}_del',
    '[instance: {id}-{id}] Claim successful',
    'Unknown base file: {path}',
    'Auditing locally available compute resources for node {fqdn}',
  ],
};

/** Seeded lines of every kind of system, with few events frequent and many rare. */
export function makeLogSets(seed: number, linesEach = 2000): LogSet[] {
  return Object.entries(SYSTEMS).map(([system, patterns], which) => {
    const random = new Random(seed * 100 + which);
    const events = Int32Array.from({ length: linesEach }, () => random.zipf(patterns.length));
    return { system, events, lines: Array.from(events, (event) => filled(patterns[event]!, random)) };
  });
}
