/**
 * CDKTF constructs for the chain from metric filter to subscription.
 *
 * <p>With {@code module} and {@code fleet} the only package that imports {@code
 * com.hashicorp.cdktf}. Imports {@code catalog}; knows nothing of YAML, files or commands.
 */
package io.github.cisalarms.construct;
