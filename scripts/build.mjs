// `npm run build`: packages installed when missing, then types and web built.
import { report } from './setup/phases.mjs';
import { build, checkNode, installPackages } from './setup/workspace.mjs';

try {
  checkNode();
  await installPackages();
  await build();
} catch (error) {
  report(error);
}
