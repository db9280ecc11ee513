package io.sockee.it.lives;

import io.sockee.api.Controller;
import io.sockee.api.On;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts the lives of this application whose classes are in memory. */
@Controller(namespace = "/lives")
public class LivesController {
    private static final String LIVES = LivesController.class.getName();

    /** In each life once, before anything is counted. */
    @On("begin")
    public void begin() {
        lives().add(new WeakReference<>(LivesController.class.getClassLoader()));
    }

    /** How many are left, this one among them. */
    @On("left")
    public long left() {
        System.gc(); // what is reachable no more is to be gone
        return lives().stream().filter(life -> life.get() != null).count();
    }

    /** Outlives the application, and has nothing of it. */
    @SuppressWarnings("unchecked")
    private static List<WeakReference<ClassLoader>> lives() {
        return (List<WeakReference<ClassLoader>>)
                System.getProperties().computeIfAbsent(LIVES, name -> new CopyOnWriteArrayList<>());
    }
}
