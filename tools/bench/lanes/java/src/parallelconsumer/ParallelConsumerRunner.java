import io.confluent.parallelconsumer.ParallelConsumerOptions;
import io.confluent.parallelconsumer.ParallelConsumerOptions.CommitMode;
import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import io.confluent.parallelconsumer.RecordContext;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Parallel Consumer, `mode=key` ordered by key, or `unordered`; commits each second as the others do (its default is five). */
public final class ParallelConsumerRunner {
    private ParallelConsumerRunner() {}

    public static void main(String[] args) throws Exception {
        Spec spec = new Spec(args);
        Journal journal = new Journal(spec);
        Work work = new Work(spec);
        var options = ParallelConsumerOptions.<byte[], byte[]>builder()
                .consumer(consumer(spec))
                .ordering(spec.text("mode").equals("unordered") ? ProcessingOrder.UNORDERED : ProcessingOrder.KEY)
                .maxConcurrency(spec.number("concurrency"))
                .commitMode(CommitMode.PERIODIC_CONSUMER_ASYNCHRONOUS)
                .commitInterval(Duration.ofSeconds(1))
                .retryDelayProvider(ParallelConsumerRunner::retryDelay)
                .build();
        ParallelStreamProcessor<byte[], byte[]> processor = ParallelStreamProcessor.createEosStreamProcessor(options);
        processor.subscribe(List.of(spec.text("topic")));
        processor.poll(context -> {
            byte[] value = context.value();
            byte kind = Work.kindOf(value);
            boolean fails = Work.fails(kind, context.getSingleRecord().getNumberOfFailedAttempts());
            long begun = System.nanoTime();
            try {
                work.block(kind);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            journal.ended(Work.idOf(value), fails, begun);
            if (fails) throw new IllegalStateException("fails once");
        });
        Conversation.ready(journal);
        journal.awaitAll();
        processor.closeDrainFirst(Duration.ofSeconds(30));
        Conversation.done(journal.close());
    }

    private static Duration retryDelay(RecordContext<byte[], byte[]> context) {
        return Duration.ofMillis(Work.kindOf(context.value()) == Work.FAILS_LONG ? 5_000 : 100);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Spec spec) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, spec.text("brokers"));
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, spec.text("group"));
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Spec.SESSION_MS);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
