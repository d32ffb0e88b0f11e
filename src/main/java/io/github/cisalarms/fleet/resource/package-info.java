/**
 * The resources of a stack, as Terraform will have them: address, name and every value.
 *
 * <p>Start at {@link io.github.cisalarms.fleet.resource.StackResources}. Imports {@code catalog};
 * knows neither YAML nor CDKTF.
 */
package io.github.cisalarms.fleet.resource;
