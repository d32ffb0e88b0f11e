package io.github.cisalarms.cli;

import io.github.cisalarms.account.AccountException;
import io.github.cisalarms.adopt.AdoptException;
import io.github.cisalarms.aws.AwsAccessException;
import io.github.cisalarms.catalog.UnknownNameException;
import io.github.cisalarms.drill.DrillException;
import io.github.cisalarms.fleet.yaml.ConfigException;
import io.github.cisalarms.pattern.FilterPatternException;
import io.github.cisalarms.plan.PlanException;
import io.github.cisalarms.who.WhoException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what was thrown into one message for the person who reads it, and exit code 2. */
final class ErrorReport implements IExecutionExceptionHandler {

  private final CisAlarmsCommand options;

  ErrorReport(CisAlarmsCommand options) {
    this.options = options;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult parseResult) {
    return report(exception, commandLine.getErr());
  }

  /** Prints the message, unless it is for nobody; returns the exit code. */
  int report(Throwable exception, PrintWriter err) {
    boolean readerLeft =
        exception instanceof ResultStream.LostException lost && lost.isClosedPipe();
    if (!readerLeft) {
      err.println(message(exception));
    }
    if (options.stacktrace()) {
      exception.printStackTrace(err);
    }
    return ExitCode.USAGE;
  }

  private static String message(Throwable exception) {
    if (exception instanceof OutOfMemoryError) {
      return "there is not enough memory for this input; give Java more: JDK_JAVA_OPTIONS=-Xmx4g";
    }
    if (exception instanceof StackOverflowError) {
      return "internal error, please report it: this input is nested too deeply";
    }
    if (exception instanceof UncheckedIOException unchecked) {
      return message(unchecked.getCause());
    }
    if (exception instanceof FileSystemException file) {
      return file.getFile() + ": " + reason(file);
    }
    if (exception instanceof UnknownNameException
        || exception instanceof ConfigException
        || exception instanceof FilterPatternException
        || exception instanceof PlanException
        || exception instanceof AdoptException
        || exception instanceof WhoException
        || exception instanceof AccountException
        || exception instanceof DrillException
        || exception instanceof AwsAccessException
        || exception instanceof AccountException
        || exception instanceof IOException) {
      return exception.getMessage();
    }
    return "internal error, please report it: " + exception + "\n(--stacktrace shows where)";
  }

  /** What Java says by the exception's class alone. */
  private static String reason(FileSystemException exception) {
    if (exception instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (exception instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (exception instanceof FileAlreadyExistsException) {
      return "is a file where a folder has to be; move it away, or name another folder";
    }
    if (exception instanceof NotDirectoryException) {
      return "is not a folder";
    }
    if (exception instanceof DirectoryNotEmptyException) {
      return "is a folder where a file has to be; move it away, or name another file";
    }
    if (exception instanceof FileSystemLoopException) {
      return "is a link that leads back to a folder above it";
    }
    return Optional.ofNullable(exception.getReason()).orElse("can't be read or written");
  }
}
