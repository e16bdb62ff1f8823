import com.linecorp.decaton.client.DecatonClientBuilder.DefaultKafkaProducerSupplier;
import com.linecorp.decaton.client.KafkaProducerSupplier;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/** Producers to the real broker that fail every so-manieth record, as a broker that is away for a while makes them fail. */
final class FailingProducer {
    private FailingProducer() {}

    @SuppressWarnings("unchecked")
    static KafkaProducerSupplier every(int nth) {
        return config -> {
            Producer<byte[], byte[]> real = new DefaultKafkaProducerSupplier().getProducer(config);
            AtomicInteger sent = new AtomicInteger();
            return (Producer<byte[], byte[]>) Proxy.newProxyInstance(Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, given) -> {
                if (method.getName().equals("send") && sent.incrementAndGet() % nth == 0) {
                    TimeoutException failure = new TimeoutException("the bench fails this one");
                    if (given.length == 2) ((Callback) given[1]).onCompletion(null, failure);
                    return CompletableFuture.failedFuture(failure);
                }
                try {
                    return method.invoke(real, given);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            });
        };
    }
}
