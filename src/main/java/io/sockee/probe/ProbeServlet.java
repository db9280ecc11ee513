package io.sockee.probe;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

@WebServlet(urlPatterns = "/probe/*", asyncSupported = true)
public class ProbeServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ProbeLog log;

    @Nullable
    private static volatile AsyncContext hanging;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getPathInfo());
        switch (path) {
            case "/setting" ->
                response.getWriter()
                        .print(ConfigProvider.getConfig()
                                .getOptionalValue("sockee.probe.setting", String.class)
                                .orElse("none"));
            case "/log" -> response.getWriter().print(log.text());
            case "/tx" -> response.getWriter().print("status " + log.transactionStatus());
            case "/write" -> write(request, response, Integer.parseInt(request.getParameter("bytes")));
            case "/hang" -> {
                AsyncContext context = request.startAsync();
                context.setTimeout(0);
                context.addListener(new Watch("hang", log));
                hanging = context;
                log.add("hang started");
            }
            case "/finish" -> {
                AsyncContext hanging = Objects.requireNonNull(ProbeServlet.hanging);
                // What the server says when a poll whose client is gone is answered.
                HttpServletResponse old = (HttpServletResponse) hanging.getResponse();
                log.add("finish: writing");
                try {
                    int n = Integer.parseInt(request.getParameter("bytes"));
                    old.getOutputStream().write(new byte[n]);
                    log.add("finish: written");
                    old.getOutputStream().flush();
                    log.add("finish: flushed");
                } catch (IOException | IllegalStateException e) {
                    log.add("finish: " + e);
                }
                try {
                    hanging.complete();
                    log.add("finish: completed");
                } catch (IllegalStateException e) {
                    log.add("finish: complete " + e);
                }
                response.getWriter().print("finished");
            }
            default ->
                response.getWriter()
                        .print("uri=" + request.getRequestURI() + " servletPath=" + request.getServletPath()
                                + " pathInfo=" + request.getPathInfo() + " profile="
                                + System.getProperty("sockee.profile") + "\n");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        context.addListener(new Watch("post", log));
        var in = request.getInputStream();
        in.setReadListener(new ReadListener() {
            private final byte[] buffer = new byte[8192];
            private long count;
            private int calls;

            @Override
            public void onDataAvailable() throws IOException {
                calls++;
                while (in.isReady()) {
                    int n = in.read(buffer);
                    if (n < 0) {
                        return;
                    }
                    count += n;
                }
            }

            @Override
            public void onAllDataRead() throws IOException {
                response.getOutputStream().print("read " + count + " in " + calls + " calls\n");
                context.complete();
            }

            @Override
            public void onError(Throwable t) {
                log.add("post: ReadListener.onError " + t);
                context.complete();
            }
        });
    }

    private void write(HttpServletRequest request, HttpServletResponse response, int bytes) throws IOException {
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        context.addListener(new Watch("write", log));
        ServletOutputStream out = response.getOutputStream();
        out.setWriteListener(new WriteListener() {
            private int left = bytes;

            @Override
            public void onWritePossible() throws IOException {
                while (out.isReady()) {
                    if (left == 0) {
                        context.complete();
                        return;
                    }
                    byte[] part = new byte[Math.min(left, 16384)];
                    left -= part.length;
                    out.write(part);
                }
            }

            @Override
            public void onError(Throwable t) {
                log.add("write: WriteListener.onError " + t);
                context.complete();
            }
        });
    }

    private record Watch(String name, ProbeLog log) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            log.add(name + ": onComplete");
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            log.add(name + ": onTimeout");
        }

        @Override
        public void onError(AsyncEvent event) {
            log.add(name + ": onError " + event.getThrowable());
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            log.add(name + ": onStartAsync");
        }
    }
}
