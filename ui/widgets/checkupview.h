#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace Ui {

struct Checkup;

/** Checklists, one below the other: a mark, the step and its evidence, and below a failure its
 * likely cause and what to do. Scrolls; every text can be selected. */
class CheckupView : public QScrollArea
{
    Q_OBJECT

public:
    explicit CheckupView(QWidget* parent = nullptr);

    void clear();
    /** With its address above it where there are several. */
    void add(const Checkup& checkup, bool withAddress);

private:
    QWidget* m_content;
    QVBoxLayout* m_rows;
};

} // namespace Ui
