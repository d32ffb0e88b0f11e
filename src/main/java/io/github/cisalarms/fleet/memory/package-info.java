/**
 * What was synthesized before, so that a fleet of which one stack changed is not synthesized whole.
 *
 * <p>Imports the writing of files alone; knows nothing of what a stack is.
 */
package io.github.cisalarms.fleet.memory;
