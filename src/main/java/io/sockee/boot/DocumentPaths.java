package io.sockee.boot;

import io.sockee.action.Callers;
import io.sockee.admin.Admin;
import io.sockee.console.ConsoleData;
import io.sockee.delivery.DeviceDirectory;
import io.sockee.document.Catalogue;
import io.sockee.document.Documents;
import io.sockee.endpoint.Entry;
import io.sockee.endpoint.Readers;
import io.sockee.metrics.Gauges;
import io.sockee.routing.Described;
import io.sockee.session.Sessions;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Serves the documents that describe the application, and the console, where settings open them. Once, when the application starts.
 */
final class DocumentPaths {
    private static final Logger LOG = System.getLogger(DocumentPaths.class.getName());
    private static final List<String> SHARED =
            List.of("base.css", "pages.css", "logo.svg", "document.js", "schema.js", "fetched.js");
    private static final List<String> OF_CONSOLE = List.of(
            "console.js",
            "console.css",
            "calls.js",
            "lists.js",
            "plots.js",
            "uplot/uPlot.iife.min.js",
            "uplot/uPlot.min.css",
            "uplot/LICENSE");

    private final Core core;
    private final BeanManager beans;
    private final Callers callers;
    private final Optional<DeviceDirectory> devices;

    /**
     * @param callers knows who sends a request
     * @param devices a look at what waits for devices, where something does
     */
    DocumentPaths(Core core, BeanManager beans, Callers callers, Optional<DeviceDirectory> devices) {
        this.core = core;
        this.beans = beans;
        this.callers = callers;
        this.devices = devices;
    }

    /**
     * Serves what the settings open.
     *
     * @param gauges of the whole server
     */
    void serve(ServletContext server, Entry entry, Gauges gauges) {
        Optional<Openness> documents = core.settings().openness(Setting.DOCUMENTS);
        Optional<Openness> console = core.settings().openness(Setting.CONSOLE);
        if (documents.isEmpty() && console.isEmpty()) {
            return;
        }
        Catalogue catalogue = catalogue(server);
        documents.ifPresent(
                to -> documents(catalogue).serve(server, "Sockee's documents", readers(to, entry), Setting.DOCUMENTS));
        console.ifPresent(to -> {
            console(catalogue, gauges).serve(server, "Sockee's console", readers(to, entry), Setting.CONSOLE);
            LOG.log(Level.INFO, "Sockee''s console is at {0}/sockee/console/.", server.getContextPath());
        });
    }

    private Readers readers(Openness openness, Entry entry) {
        return new Readers(openness.role(), callers, entry.arrivals(), new AskingPool(core));
    }

    private static Pages documents(Catalogue catalogue) {
        Pages pages = new Pages();
        Documents.all().forEach((name, maker) -> pages.document(name, () -> maker.apply(catalogue)));
        pages.page("openapi/", "document.html");
        pages.page("asyncapi/", "document.html");
        SHARED.forEach(file -> pages.page("pages/" + file, file));
        return pages;
    }

    private Pages console(Catalogue catalogue, Gauges gauges) {
        Sessions sessions = core.sessions();
        ConsoleData data = new ConsoleData(
                new ConsoleData.Looks(
                        core.directory(), Optional.ofNullable(sessions).map(Sessions::directory), devices),
                core.counters(),
                gauges,
                System::nanoTime);
        Pages pages = new Pages();
        pages.page("console/", "console.html");
        SHARED.forEach(file -> pages.page("console/" + file, file));
        OF_CONSOLE.forEach(file -> pages.page("console/" + file, file));
        pages.document("console/data/calls", () -> Documents.events(catalogue));
        pages.data("console/data/overview", query -> data.overview().toString());
        pages.data("console/data/sockets", query -> data.sockets(query).toString());
        pages.data("console/data/users", query -> data.users(query).toString());
        pages.data("console/data/rooms", query -> data.rooms(query).toString());
        pages.data("console/data/sessions", query -> data.sessions(query).toString());
        pages.blockingData("console/data/devices", query -> data.devices(query).toString());
        return pages;
    }

    /** What can be called, but for what is the admin UI's. */
    private List<Described> described() {
        List<Described> all = core.routes().described(core.codec());
        return core.settings().admin().isOn()
                ? all.stream()
                        .filter(call -> !call.namespace().equals(Admin.NAMESPACE))
                        .toList()
                : all;
    }

    private Catalogue catalogue(ServletContext server) {
        String name = server.getServletContextName();
        ActionSettings actions = core.settings().actions();
        return new Catalogue(
                name == null || name.isBlank() ? "Sockee" : name,
                described(),
                core.emitted(),
                core.codec().mapper(),
                ApplicationCode.validator(beans),
                actions.enabled() ? Optional.of(actions.path()) : Optional.empty(),
                core.settings().paths().keySet().iterator().next());
    }
}
