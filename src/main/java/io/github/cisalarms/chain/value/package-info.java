/**
 * What is known of an attribute, and what can be answered when not all is known.
 *
 * <p>Imports the JDK and the annotations of a JSON library; nothing else of this project.
 */
package io.github.cisalarms.chain.value;
