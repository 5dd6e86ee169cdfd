#pragma once

#include "messagestage.h"

#include <ui/widgets/messageselection.h>
#include <ui/widgets/tablefolding.h>
#include <ui/widgets/tableremark.h>
#include <ui/widgets/tableunfolding.h>

namespace Testing {

/** A panel whose table can be folded, wholly and row by row. */
struct FoldingStage : MessageStage
{
    explicit FoldingStage(bool isTested = true)
        : MessageStage(isTested), folding(pump, panel, remark),
          unfolding(panel, pump.model(), remark)
    { }

    /** One message for each letter, which is its body. */
    void send(const std::string& letters, std::uint8_t flags = 0)
    {
        for (const char letter : letters) {
            const Message message("/queue/a", std::string(1, letter), {}, flags);
            std::ignore = feed.append(message.bytes, message.row);
        }
        feed.publish(letters.size());
        pump.flush();
    }
    [[nodiscard]] bool settle()
    {
        return QTest::qWaitFor(
            [this] {
                pump.flush();
                return !pump.sorting().isBusy() && !pump.filtering().isBusy()
                    && pump.ledger().waiting == 0;
            },
            20'000);
    }
    [[nodiscard]] QString rows()
    {
        QStringList all;
        for (int row = 0; row < pump.model().rowCount(); ++row) {
            const QModelIndex start = pump.model().index(row, int(Ui::MessageColumn::Preview));
            const quint64 repeats = start.data(Ui::RepeatsRole).toULongLong();
            all << start.data().toString() + (repeats == 0 ? QString() : QString::number(repeats));
        }
        return all.join(u' ');
    }
    void fold(const std::string& letters)
    {
        send(letters);
        folding.action()->trigger();
        QVERIFY(settle());
    }
    void clickCount(int row)
    {
        QVERIFY(view->repeatsArea(row).isValid());
        QTest::mouseClick(
            view->viewport(), Qt::LeftButton, Qt::NoModifier, view->repeatsArea(row).center());
    }
    [[nodiscard]] QAction* unfoldRun() { return unfolding.actions().constFirst(); }
    [[nodiscard]] QAction* foldRun() { return unfolding.actions().constLast(); }
    [[nodiscard]] QPushButton* foldingPill()
    {
        return panel.findChild<QPushButton*>(QStringLiteral("folding"));
    }
    [[nodiscard]] QAction* unfold()
    {
        return folding.findChild<QAction*>(QStringLiteral("unfold"));
    }
    [[nodiscard]] Ui::MessageSelection selection()
    {
        return {pump.model(), *view->selectionModel()};
    }

    Ui::TableRemark remark{*view};
    Ui::TableFolding folding;
    Ui::TableUnfolding unfolding;
};

} // namespace Testing
