import com.linecorp.decaton.processor.Completion;
import com.linecorp.decaton.processor.DecatonProcessor;
import com.linecorp.decaton.processor.TaskMetadata;
import com.linecorp.decaton.processor.runtime.DecatonTask;
import com.linecorp.decaton.processor.runtime.ProcessorProperties;
import com.linecorp.decaton.processor.runtime.ProcessorSubscription;
import com.linecorp.decaton.processor.runtime.ProcessorsBuilder;
import com.linecorp.decaton.processor.runtime.Property;
import com.linecorp.decaton.processor.runtime.RetryConfig;
import com.linecorp.decaton.processor.runtime.StaticPropertySupplier;
import com.linecorp.decaton.processor.runtime.SubPartitionRuntime;
import com.linecorp.decaton.processor.runtime.SubscriptionBuilder;
import com.linecorp.decaton.processor.runtime.TaskExtractor;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * Decaton: `mode=pool` with `concurrency` threads a partition, `virtual` with a virtual thread a key, `deferred` with completions deferred to one scheduler thread.
 * All else as it comes, but for the logging context, which is off because it only costs.
 */
public final class DecatonRunner {
    private DecatonRunner() {}

    public static void main(String[] args) throws Exception {
        Spec spec = new Spec(args);
        Journal journal = new Journal(spec);
        Work work = new Work(spec);
        String mode = spec.text("mode");
        SubscriptionBuilder builder = SubscriptionBuilder.newBuilder(spec.text("group"))
                .consumerConfig(consumer(spec))
                .subPartitionRuntime(mode.equals("virtual") ? SubPartitionRuntime.VIRTUAL_THREAD : SubPartitionRuntime.THREAD_POOL)
                .addProperties(StaticPropertySupplier.of(
                        Property.ofStatic(ProcessorProperties.CONFIG_PARTITION_CONCURRENCY, spec.number("concurrency")),
                        Property.ofStatic(ProcessorProperties.CONFIG_LOGGING_MDC_ENABLED, false),
                        Property.ofStatic(ProcessorProperties.CONFIG_SHUTDOWN_TIMEOUT_MS, 10_000L)))
                .processorsBuilder(ProcessorsBuilder.consuming(spec.text("topic"), extractor())
                        .thenProcess(mode.equals("deferred") ? deferring(work, journal) : blocking(work, journal)));
        int retryMs = spec.number("retryMs");
        if (retryMs > 0) builder.enableRetry(retry(retryMs, spec.number("failEveryProduce")));
        ProcessorSubscription subscription = builder.buildAndStart();
        Conversation.ready(journal);
        int giveUpAfterMs = spec.number("giveUpAfterMs");
        if (giveUpAfterMs > 0) journal.awaitAll(giveUpAfterMs);
        else journal.awaitAll();
        subscription.close();
        Conversation.done(journal.close());
    }

    private static TaskExtractor<byte[]> extractor() {
        return record -> new DecatonTask<>(TaskMetadata.builder().build(), record.value(), record.value());
    }

    private static DecatonProcessor<byte[]> blocking(Work work, Journal journal) {
        return (context, value) -> {
            byte kind = Work.kindOf(value);
            boolean fails = Work.fails(kind, context.metadata().retryCount());
            long begun = System.nanoTime();
            work.block(kind);
            journal.ended(Work.idOf(value), fails, begun);
            if (fails) context.retry();
        };
    }

    private static DecatonProcessor<byte[]> deferring(Work work, Journal journal) {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        return (context, value) -> {
            Completion completion = context.deferCompletion();
            long begun = System.nanoTime();
            work.defer(Work.kindOf(value), scheduler, () -> {
                journal.ended(Work.idOf(value), false, begun);
                completion.complete();
            });
        };
    }

    private static RetryConfig retry(int retryMs, int failEvery) {
        RetryConfig.RetryConfigBuilder config = RetryConfig.builder().backoff(Duration.ofMillis(retryMs));
        return failEvery > 0 ? config.producerSupplier(FailingProducer.every(failEvery)).build() : config.build();
    }

    private static Properties consumer(Spec spec) {
        Properties properties = new Properties();
        properties.setProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, spec.text("brokers"));
        properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, spec.text("group"));
        properties.setProperty(ConsumerConfig.CLIENT_ID_CONFIG, spec.text("group"));
        properties.setProperty(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.setProperty(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Spec.SESSION_MS);
        return properties;
    }
}
