/**
 * CloudWatch Logs filter patterns: parse the text once, then test log events against it.
 *
 * <p>Start at {@link io.github.cisalarms.pattern.FilterPattern#parse(String)} for one pattern and a
 * few messages. {@link io.github.cisalarms.pattern.PatternSet} runs many patterns over many events
 * and reads each event once. Lexer, parsers, syntax tree, evaluator and printer are
 * package-private.
 *
 * <p>Imports the JDK, a JSON reader and RE2/J; nothing else of this project, and nothing of CDKTF.
 */
package io.github.cisalarms.pattern;
