package io.github.cisalarms.fleet;

import io.github.cisalarms.fleet.yaml.ConfigNode.Mapping;

/**
 * What one account gets in one region for one log group.
 *
 * @param name the stack's name, unique in the fleet and as a folder on any file system
 * @param accountId twelve digits
 * @param region AWS region
 * @param logGroupName log group of the trail
 * @param settings all settings, merged and with placeholders expanded
 */
record StackConfig(
    String name, String accountId, String region, String logGroupName, Mapping settings) {}
