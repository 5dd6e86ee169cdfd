#pragma once

#include "practicetext.h"

#include <QWidget>

namespace Ui {

/**
 * A sum as cells, each a number over its name: 12 = 4 + 8 + 0. When it does not add up, the sign is
 * another and it is red. Painted by hand: it changes five times a second.
 */
class SumLine : public QWidget
{
    Q_OBJECT

public:
    explicit SumLine(QWidget* parent = nullptr);

    void setSum(const PracticeSum& sum);
    [[nodiscard]] const PracticeSum& sum() const { return m_sum; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] int cellWidth(const PracticeSum::Part& part) const;

    PracticeSum m_sum;
};

} // namespace Ui
