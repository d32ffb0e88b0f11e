package io.github.cisalarms.terraform;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * For tests that apply with Terraform: gives them an emulated AWS account as a parameter of type
 * {@link Moto}, empty before each test. All classes share one server.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Requires({Tool.TERRAFORM, Tool.MOTO})
@ExtendWith(AgainstMoto.Extension.class)
@interface AgainstMoto {

  /** Starts the server when the first test asks for it; JUnit closes it after the last one. */
  final class Extension implements BeforeEachCallback, ParameterResolver {

    @Override
    public void beforeEach(ExtensionContext context) {
      moto(context).reset();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Moto.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return moto(context);
    }

    private static Moto moto(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(AgainstMoto.class))
          .getOrComputeIfAbsent(Moto.class, key -> Moto.start(), Moto.class);
    }
  }
}
