/**
 * Edits YAML and keeps what people wrote into it: comments, order, quotes.
 *
 * <p>Start at {@link io.github.cisalarms.fleet.edit.YamlEdit}. Imports SnakeYAML, for the places of
 * nodes in a text, and a library of diffs; knows nothing of accounts and alarms.
 */
package io.github.cisalarms.fleet.edit;
