/**
 * CloudWatch Logs filter patterns: parse the text once, then test log events against it.
 *
 * <p>Imports the JDK, a JSON reader and RE2/J; nothing else of this project, and nothing of CDKTF.
 */
package io.github.cisalarms.pattern;
