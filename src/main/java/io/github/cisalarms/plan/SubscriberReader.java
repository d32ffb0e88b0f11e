package io.github.cisalarms.plan;

import io.github.cisalarms.chain.Function;
import io.github.cisalarms.chain.Function.Permission;
import io.github.cisalarms.chain.Queue;
import io.github.cisalarms.chain.value.Answer;
import io.github.cisalarms.chain.value.Value;
import io.github.cisalarms.plan.Resolver.Wanted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads what stands behind subscriptions: queues, and functions with their aliases. */
final class SubscriberReader {

  private final java.util.function.Function<String, List<Attributes>> resources;

  /**
   * @param resources gives the resources of a type
   */
  SubscriberReader(java.util.function.Function<String, List<Attributes>> resources) {
    this.resources = resources;
  }

  List<Queue> queues() {
    List<Attributes> policies = resources.apply("aws_sqs_queue_policy");
    return resources.apply("aws_sqs_queue").stream().map(queue -> queue(queue, policies)).toList();
  }

  private static Queue queue(Attributes queue, List<Attributes> policies) {
    List<Value<String>> names = Stream.of("arn", "id", "url").map(queue::text).toList();
    Attributes policy =
        policies.stream()
            .filter(each -> isOne(each.text("queue_url", Wanted.QUEUE_URL), names))
            .findFirst()
            .orElse(queue);
    // A policy of a queue that is named by a text, or isn't known, may be of this one.
    boolean mayHaveOther =
        policy == queue
            && policies.stream()
                .map(each -> each.text("queue_url", Wanted.QUEUE_URL))
                .anyMatch(url -> mayBe(url, queue.text("name")));
    return new Queue(
        queue.address(),
        names,
        queue.text("name"),
        queue.place(),
        mayHaveOther ? Value.unknown() : policy.policy("policy"),
        policy.address(),
        queue.filled("kms_master_key_id", Wanted.KEY));
  }

  private static boolean mayBe(Value<String> url, Value<String> name) {
    return url instanceof Value.Unknown<String>
        || url.get()
            .filter(text -> name.get().map(own -> text.endsWith("/" + own)).orElse(true))
            .isPresent();
  }

  List<Function> functions() {
    List<Attributes> permissions = resources.apply("aws_lambda_permission");
    List<Attributes> aliases = resources.apply("aws_lambda_alias");
    List<Function> functions = new ArrayList<>();
    for (Attributes function : resources.apply("aws_lambda_function")) {
      List<Value<String>> names =
          Stream.of("arn", "function_name", "id").map(function::text).toList();
      List<Attributes> own =
          permissions.stream().filter(each -> isOf(each, function, names)).toList();
      functions.add(function(function, "arn", Value.absent(), own));
      functions.add(function(function, "qualified_arn", function.text("version"), own));
      aliases.stream()
          .filter(alias -> isOf(alias, function, names))
          .map(
              alias ->
                  new Function(
                      alias.address(),
                      List.of(alias.text("arn")),
                      function.text("function_name"),
                      alias.text("name"),
                      alias.place(),
                      permissions(own, alias.text("name"))))
          .forEach(functions::add);
    }
    return functions;
  }

  private static Function function(
      Attributes function, String arn, Value<String> qualifier, List<Attributes> permissions) {
    return new Function(
        function.address(),
        List.of(function.text(arn)),
        function.text("function_name"),
        qualifier,
        function.place(),
        permissions(permissions, qualifier));
  }

  /** Names of functions are those of a region. */
  private static boolean isOf(Attributes resource, Attributes function, List<Value<String>> names) {
    Value<String> name = resource.text("function_name", Wanted.FUNCTION_NAME);
    return resource.place().sameAs(function.place()) != Answer.NO
        && isOne(name.map(text -> text.startsWith("arn:") ? text : text.split(":", 2)[0]), names);
  }

  /** Without a qualifier a permission is for the function itself, and for no alias or version. */
  private static List<Permission> permissions(List<Attributes> all, Value<String> qualifier) {
    return all.stream()
        .filter(each -> qualifier(each).sameAs(qualifier) != Answer.NO)
        .map(SubscriberReader::permission)
        .toList();
  }

  private static Value<String> qualifier(Attributes permission) {
    Value<String> own = permission.filled("qualifier");
    String[] name = permission.text("function_name").get().orElse("").split(":");
    return own.isAbsent() && name.length == 2 ? Value.known(name[1]) : own;
  }

  private static Permission permission(Attributes permission) {
    return new Permission(
        permission.text("action"),
        permission.text("principal"),
        permission.filled("source_arn", Wanted.TOPIC_ARN),
        permission.filled("source_account"),
        Stream.of("principal_org_id", "event_source_token", "function_url_auth_type")
            .map(permission::filled)
            .map(value -> value.isAbsent() ? Value.known(false) : Value.known(true))
            .reduce(
                Value.known(false), (one, other) -> one.equals(Value.known(true)) ? one : other));
  }

  private static boolean isOne(Value<String> name, List<Value<String>> names) {
    return names.stream().anyMatch(each -> each.sameAs(name) == Answer.YES);
  }
}
