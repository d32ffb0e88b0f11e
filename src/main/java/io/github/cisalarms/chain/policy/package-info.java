/**
 * Resource policies, and whether they let a service make a request.
 *
 * <p>Imports the JDK, a JSON reader and {@code chain.value}.
 */
package io.github.cisalarms.chain.policy;
