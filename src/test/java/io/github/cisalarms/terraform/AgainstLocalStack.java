package io.github.cisalarms.terraform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * For tests in which alarms go off: gives them an emulated AWS account as a parameter of type
 * {@link LocalStack}. All classes share one server, and what the others left in it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Requires({Tool.TERRAFORM, Tool.LOCALSTACK})
@ExtendWith(AgainstLocalStack.Extension.class)
@interface AgainstLocalStack {

  /** Starts the server when the first test asks for it; JUnit closes it after the last one. */
  final class Extension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(AgainstLocalStack.class))
          .getOrComputeIfAbsent(LocalStack.class, key -> LocalStack.start(), LocalStack.class);
    }
  }
}
