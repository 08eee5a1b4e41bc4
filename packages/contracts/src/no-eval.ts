/**
 * Has schemas check without compiling themselves into functions. A page under a policy that forbids that imports this before anything else: schemas try it out when they are made, and the browser
 * reports each try as a violation.
 */
import { config } from 'zod';

config({ jitless: true });
