package io.sockee.guide.app;

import io.sockee.api.Controller;
import io.sockee.api.On;
import jakarta.inject.Inject;
import java.util.List;

/** Tells what the interceptors of the guide have seen. */
@Controller
public class DiaryController {
    @Inject
    Diary diary;

    @On("diary")
    public List<String> read() {
        return diary.lines();
    }
}
