/**
 * Files that this program generates: written whole or not at all, and only where they change.
 *
 * <p>Imports the JDK alone.
 */
package io.github.cisalarms.files;
