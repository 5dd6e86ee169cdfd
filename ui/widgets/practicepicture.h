#pragma once

#include "theme.h"

#include <ui/workspace/practicelook.h>

#include <QWidget>

class QPainter;

namespace Ui {

/**
 * The inside of one destination as a drawing: a queue as a lane with the next messages, and beside
 * it its consumers in the order of the round robin, with their credit; a topic as a fan. What it
 * shows is also its accessible description, in words. Owns a copy of what it draws.
 */
class PracticePicture : public QWidget
{
    Q_OBJECT

public:
    explicit PracticePicture(QWidget* parent = nullptr);

    void clear();
    void showQueue(const Stomp::QueueInspection& queue);
    void showTopic(const Stomp::TopicInspection& topic);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int laneBlock() const;
    [[nodiscard]] int rowHeight() const;
    [[nodiscard]] int shownRows() const;
    void changed();
    [[nodiscard]] QString describe() const;
    [[nodiscard]] QString describeTopic() const;
    void paintLane(QPainter& painter, const QRect& area) const;
    void paintMessages(QPainter& painter, const QRect& lane) const;
    void paintConsumers(QPainter& painter, const QRect& area) const;
    void paintFan(QPainter& painter, const QRect& area) const;
    void paintBranch(QPainter& painter, const QRect& row, std::size_t index) const;

    Stomp::QueueInspection m_content; //!< of a topic: its state only, and:
    Stomp::TopicInspection m_topic;
    bool m_isEmpty = true;
};

} // namespace Ui
