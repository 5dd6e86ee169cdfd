#pragma once

#include "messagestage.h"

#include <ui/widgets/tablecolumns.h>

#include <QHeaderView>

namespace Testing {

/** A panel with a column of numbers, which is sorted by clicks on its header. */
struct SortingStage : MessageStage
{
    explicit SortingStage(bool isTested = true)
        : MessageStage(isTested), header(view->horizontalHeader())
    {
        panel.columns().add(Stomp::MessageField::parse("$.n").field);
        column = pump.model().columnCount() - 1;
    }

    void send(const QList<int>& numbers)
    {
        for (const int n : numbers) {
            const Message message("/queue/a", "{\"n\":" + std::to_string(n) + "}");
            std::ignore = feed.append(message.bytes, message.row);
        }
        feed.publish(static_cast<std::uint64_t>(numbers.size()));
        pump.flush();
    }
    [[nodiscard]] QList<int> numbers()
    {
        QList<int> all;
        for (int row = 0; row < pump.model().rowCount(); ++row)
            all << pump.model().index(row, column).data().toInt();
        return all;
    }
    void clickHeader(int which)
    {
        const int x = header->sectionViewportPosition(which) + header->sectionSize(which) / 2;
        QTest::mouseClick(
            header->viewport(), Qt::LeftButton, Qt::NoModifier, {x, header->height() / 2});
    }
    [[nodiscard]] bool settle()
    {
        return QTest::qWaitFor(
            [this] {
                pump.flush();
                return !pump.sorting().isBusy() && !pump.filtering().isBusy();
            },
            20'000);
    }
    /** A worker may still hold what is to go: it goes when that has let go. */
    [[nodiscard]] bool retire(std::size_t retention)
    {
        pump.setRetention(retention);
        return QTest::qWaitFor(
            [this] {
                pump.flush();
                return pump.store().retiredCount() > 0;
            },
            20'000);
    }
    void sortByClick()
    {
        clickHeader(column);
        QVERIFY(settle());
        QVERIFY(pump.sorting().state() == Ui::MessageSorting::State::Sorted);
    }
    [[nodiscard]] QPushButton* sortingPill()
    {
        return panel.findChild<QPushButton*>(QStringLiteral("sorting"));
    }

    QHeaderView* header;
    int column = 0;
};

} // namespace Testing
