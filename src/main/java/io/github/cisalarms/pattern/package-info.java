/**
 * CloudWatch Logs filter patterns: parse the text once, then test log events against it.
 *
 * <p>Start at {@link io.github.cisalarms.pattern.FilterPattern#parse(String)} for one pattern and a
 * few messages. {@link io.github.cisalarms.pattern.PatternSet} runs many patterns over many events
 * and reads each event once.
 *
 * <p>What others may use is here; the rooms behind it are for this house alone, though Java has
 * them public: {@code language} (the parsers and what they make of a text), {@code evaluation}
 * (what matches), {@code comparison} (what two patterns are to each other), {@code printing}.
 *
 * <p>Imports the JDK, a JSON reader and RE2/J; nothing else of this project, and nothing of CDKTF.
 * None of the rooms imports this package.
 */
package io.github.cisalarms.pattern;
