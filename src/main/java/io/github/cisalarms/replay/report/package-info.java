/**
 * The result of a replay as a page, as JSON and as comma-separated values.
 *
 * <p>Imports what a result consists of; nothing of how it came about.
 */
package io.github.cisalarms.replay.report;
