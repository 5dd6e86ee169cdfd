#pragma once

#include "messagestage.h"

#include <ui/widgets/expressionedit.h>
#include <ui/widgets/filtercomplaint.h>
#include <ui/widgets/filterline.h>
#include <ui/widgets/filterstatus.h>

namespace Testing {

/** The table with its filter line. */
struct FilterStage : MessageStage
{
    explicit FilterStage(bool isTested = true)
        : MessageStage(isTested), line(panel.filterLine()),
          edit(line->findChild<Ui::ExpressionEdit*>()),
          status(line->findChild<Ui::FilterStatus*>()),
          complaint(panel.findChild<Ui::FilterComplaint*>())
    { }

    /** Every fourth has n = 0, and so on. */
    void receiveJson(int messages)
    {
        for (int i = 0; i < messages; ++i, ++number) {
            const Message message("/queue/orders",
                "{\"n\":" + std::to_string(number % 4) + ",\"name\":\"x" + std::to_string(number)
                    + "\"}",
                "priority:4\n");
            std::ignore = feed.append(message.bytes, message.row);
        }
        feed.publish(static_cast<std::uint64_t>(messages));
        pump.flush();
    }
    void type(const char* text)
    {
        line->edit();
        QTest::keyClicks(edit, QString::fromUtf8(text));
    }
    [[nodiscard]] quint64 shown() { return pump.ledger().shown; }
    [[nodiscard]] bool isAtRest()
    {
        return !pump.filtering().isBusy() && pump.ledger().waiting == 0;
    }

    Ui::FilterLine* line;
    Ui::ExpressionEdit* edit;
    Ui::FilterStatus* status;
    Ui::FilterComplaint* complaint;
};

} // namespace Testing
