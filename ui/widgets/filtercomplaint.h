#pragma once

#include "theme.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Ui {

/** What is wrong with a filter, beneath its place and over the table, so that nothing moves; and
 * the offer to search for it as a text. */
class FilterComplaint : public QFrame
{
    Q_OBJECT

public:
    explicit FilterComplaint(QWidget* parent);

    /** point: below it, in the parent's coordinates. */
    void say(const QString& complaint, bool isMistake, const QPoint& point);

Q_SIGNALS:
    void textSearchWanted();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Tone m_tone = Tone::Bad;
    QLabel* m_text;
    QPushButton* m_search;
};

} // namespace Ui
