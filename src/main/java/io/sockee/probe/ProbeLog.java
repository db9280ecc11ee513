package io.sockee.probe;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class ProbeLog {

    @Resource
    @Nullable
    TransactionSynchronizationRegistry registry;

    private final Collection<String> lines = new ConcurrentLinkedQueue<>();
    private final long start = System.nanoTime();

    public void add(String line) {
        lines.add((System.nanoTime() - start) / 1_000_000 + " " + line + " ["
                + Thread.currentThread().getName() + "]");
    }

    public String text() {
        return String.join("\n", lines) + "\n";
    }

    @Transactional
    public int transactionStatus() {
        return registry == null ? -1 : registry.getTransactionStatus();
    }
}
