package io.github.cisalarms.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cisalarms.files.IndentedJson;

/** The least IAM policy with which an account can be read. */
public final class IamPolicy {

  private IamPolicy() {}

  /**
   * The policy as JSON. Which resources will be met is not known before the account is read, so
   * that it names none.
   */
  public static String print() {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("Version", "2012-10-17");
    ObjectNode statement = policy.putArray("Statement").addObject();
    statement.put("Sid", "ReadTheChain");
    statement.put("Effect", "Allow");
    ArrayNode actions = statement.putArray("Action");
    Operation.permissions().forEach(actions::add);
    statement.put("Resource", "*");
    return IndentedJson.print(policy);
  }
}
