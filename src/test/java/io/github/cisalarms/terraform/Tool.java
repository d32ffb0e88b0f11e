package io.github.cisalarms.terraform;

import java.util.Optional;

/** A program that some tests run and a machine may lack. */
enum Tool {
  /** Terraform, with the AWS provider. */
  TERRAFORM {
    @Override
    Optional<String> missing() {
      return Engine.TERRAFORM.missing();
    }
  },
  /** The server of moto, which answers as AWS would. */
  MOTO {
    @Override
    Optional<String> missing() {
      return Moto.executable().isPresent()
          ? Optional.empty()
          : Optional.of(
              "moto_server is neither in target/venv/bin nor on PATH; install it with"
                  + " 'python3 -m venv target/venv && target/venv/bin/pip install moto[server]'");
    }
  },
  /** LocalStack's open-source core, whose alarms go off. */
  LOCALSTACK {
    @Override
    Optional<String> missing() {
      return LocalStack.python().isPresent()
          ? Optional.empty()
          : Optional.of(
              "LocalStack is not in target/localstack-venv; .ci/run has the two lines that put it"
                  + " there");
    }
  };

  /** What is missing and how to get it, or nothing if the tool can be used. */
  abstract Optional<String> missing();
}
