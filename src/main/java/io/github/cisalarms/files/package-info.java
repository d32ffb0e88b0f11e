/**
 * Files that this program generates: written whole or not at all, and only where they change; and
 * the layout of the JSON in them.
 *
 * <p>Imports the JDK and Jackson, which knows how to print JSON.
 */
package io.github.cisalarms.files;
