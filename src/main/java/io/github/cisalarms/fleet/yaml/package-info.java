/**
 * Reads YAML so that every value knows where it was written, and collects what is wrong with it.
 *
 * <p>Start at {@link io.github.cisalarms.fleet.yaml.YamlReader}. Knows nothing of stacks. Imports
 * the JDK, {@code catalog}, SnakeYAML and a JSON Schema validator.
 */
package io.github.cisalarms.fleet.yaml;
