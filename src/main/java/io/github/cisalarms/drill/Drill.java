package io.github.cisalarms.drill;

import io.github.cisalarms.aws.AwsAccess;
import io.github.cisalarms.aws.Retries;
import io.github.cisalarms.catalog.Control;
import io.github.cisalarms.chain.Place;
import io.github.cisalarms.chain.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** A drill in one region of an account. */
public final class Drill {

  private final AwsAccess access;
  private final DrillQueue.Place place;

  private Drill(AwsAccess access, DrillQueue.Place place) {
    this.access = access;
    this.place = place;
  }

  /**
   * Finds out whose credentials these are.
   *
   * @throws io.github.cisalarms.aws.AwsAccessException if nobody said a region
   * @throws DrillException if AWS doesn't say
   */
  public static Drill in(AwsAccess access) {
    try (StsClient sts = access.client(StsClient.builder(), Retries.ADAPTIVE)) {
      GetCallerIdentityResponse caller = sts.getCallerIdentity();
      String partition = caller.arn().split(":")[1];
      return new Drill(access, new DrillQueue.Place(partition, caller.account(), access.region()));
    } catch (SdkException e) {
      throw new DrillException(Why.of(e, "sts:GetCallerIdentity"));
    }
  }

  /** Id of the account. */
  public String account() {
    return place.account();
  }

  public String region() {
    return place.region();
  }

  /** Account and region, as a chain has them. */
  public Place place() {
    return new Place(Value.known(place.account()), Value.known(place.region()));
  }

  /**
   * Goes through all steps of all controls, waits until the alarms have returned, and removes what
   * it made. That is also removed if the JVM ends meanwhile, unless it is killed; then by the next
   * drill.
   *
   * @param listener is told what is seen while it goes on
   */
  public DrillResult run(DrillPlan plan, DrillSettings settings, DrillListener listener)
      throws InterruptedException {
    try (DrillClients clients = DrillClients.of(access)) {
      return new Execution(clients, plan, settings, listener).run();
    }
  }

  /** One run. */
  private final class Execution {

    private final DrillId id = DrillId.at(Instant.now());
    private final DrillClients clients;
    private final DrillPlan plan;
    private final DrillSettings settings;
    private final DrillListener listener;
    private final Leftovers leftovers;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Execution(
        DrillClients clients, DrillPlan plan, DrillSettings settings, DrillListener listener) {
      this.clients = clients;
      this.plan = plan;
      this.settings = settings;
      this.listener = listener;
      this.leftovers = new Leftovers(clients, place, plan.topics(), Leftovers.SILENCE);
    }

    DrillResult run() throws InterruptedException {
      listener.note("drill " + id.text() + " in " + place.region() + " of " + place.account());
      tidy(leftovers::sweep);
      Optional<Receiver> receiver =
          settings.receive() && !plan.topics().isEmpty()
              ? Optional.of(
                  new Receiver(
                      clients, new DrillQueue(clients, place, id.queueName()), plan.topics()))
              : Optional.empty();
      DrillRun run = new DrillRun(id, clients, settings, listener, receiver);
      List<LineResult> lines = receiver.isPresent() ? received(run, receiver.get()) : seen(run);
      run.note("waiting until all alarms are back");
      problems.addAll(run.alarms().awaitReturn());
      tidy(leftovers::finish);
      leftovers
          .removed()
          .forEach(name -> notes.add("removed what an earlier drill had left: queue " + name));
      plan.topics().stream()
          .filter(plan::tellsNobody)
          .forEach(topic -> problems.add("nobody is subscribed to " + topic));
      return new DrillResult(
          id.text(), place.account(), place.region(), lines, problems, run.differences(), notes);
    }

    private List<LineResult> received(DrillRun run, Receiver receiver) throws InterruptedException {
      Thread hook = new Thread(() -> remove(receiver).ifPresent(listener::note), "drill-tidy");
      Runtime.getRuntime().addShutdownHook(hook);
      try {
        receiver.open();
        return seen(run);
      } finally {
        remove(receiver).ifPresent(problems::add);
        forget(hook);
      }
    }

    /** Removes the queue; what could not be removed, and why. */
    private Optional<String> remove(Receiver receiver) {
      try {
        receiver.close();
        return Optional.empty();
      } catch (SdkException e) {
        return Optional.of(
            receiver.remains()
                + " could not be removed ("
                + Why.of(e, Permission.DELETE_QUEUE)
                + "); the next drill will try again");
      }
    }

    private static void forget(Thread hook) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is ending, and the hook finds nothing to do.
      }
    }

    private List<LineResult> seen(DrillRun run) throws InterruptedException {
      try {
        run.alarms().rememberThoseOn(plan.alarmNames());
      } catch (SdkException e) {
        // Each alarm says so itself.
        notes.add(
            "which alarms were on before is not known: " + Why.of(e, Permission.DESCRIBE_ALARMS));
      }
      ExecutorService executor = Executors.newFixedThreadPool(atATime());
      try {
        List<Future<List<LineResult>>> running = new ArrayList<>();
        for (Map.Entry<Control, List<Line>> control : plan.lines().entrySet()) {
          ControlRun controlRun = new ControlRun(run, control.getKey(), control.getValue());
          running.add(
              executor.submit(
                  () -> {
                    controlRun.run();
                    return controlRun.results();
                  }));
        }
        List<LineResult> results = new ArrayList<>();
        for (Future<List<LineResult>> control : running) {
          results.addAll(control.get());
        }
        return results;
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } finally {
        executor.shutdownNow();
      }
    }

    /** How many controls are drilled at a time. */
    private int atATime() {
      List<String> shared = plan.sharedActors();
      if (settings.parallel() > 1 && !shared.isEmpty()) {
        notes.add(
            "one control at a time, since several go off through alarm "
                + String.join(", ", shared));
        return 1;
      }
      return settings.parallel();
    }

    private interface Tidying {
      void run() throws InterruptedException;
    }

    /** Who receives nothing need not have the permissions for it. */
    private void tidy(Tidying tidying) throws InterruptedException {
      try {
        tidying.run();
      } catch (SdkException e) {
        if (settings.receive()) {
          notes.add(
              "whether an earlier drill left a queue is not known: "
                  + Why.of(e, Permission.LIST_QUEUES));
        }
      }
    }
  }
}
