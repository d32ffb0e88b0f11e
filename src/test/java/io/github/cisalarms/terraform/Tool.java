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
  };

  /** What is missing and how to get it, or nothing if the tool can be used. */
  abstract Optional<String> missing();
}
