#include <stomp/broker/modelwalk.h>

#include <cstdio>
#include <regex>

/** A broker with a defect in its source walks beside the model: 0 when the model finds it, and says
 * what the argument, a regex, expects. TestQueueModel walks as far without a defect. */
int main(int argc, char** argv)
{
    if (argc != 2)
        return 2;
    Testing::ModelWalk walk(1, {}, false);
    int step = 1;
    while (step < 100'000 && walk.step().empty())
        ++step;
    const std::string& wrong = step < 100'000 ? walk.step() : std::string();
    std::printf("after %d steps: %s\n", step, wrong.empty() ? "not found" : wrong.c_str());
    return std::regex_search(wrong, std::regex(argv[1])) && !wrong.empty() ? 0 : 1;
}
