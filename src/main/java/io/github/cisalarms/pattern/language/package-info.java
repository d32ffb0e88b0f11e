/**
 * The filter pattern language: {@link io.github.cisalarms.pattern.language.Parser} reads a text to
 * a {@link io.github.cisalarms.pattern.language.Syntax}, or says with an {@link
 * io.github.cisalarms.pattern.language.InvalidPatternException} why the service would not take it.
 *
 * <p>One parser for each kind of pattern, none of them public; conditions are {@link
 * io.github.cisalarms.pattern.language.Expr}s. What a constant of a pattern means by itself is here
 * as well: where a wildcard text matches, and how numbers compare.
 *
 * <p>Imports the JDK and RE2/J. For the house of {@code pattern} alone.
 */
package io.github.cisalarms.pattern.language;
