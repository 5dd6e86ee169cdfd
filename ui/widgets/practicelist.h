#pragma once

#include <QListView>

namespace Ui {

class PracticeModel;

/** The practice broker's destinations, one a line. */
class PracticeList : public QListView
{
    Q_OBJECT

public:
    explicit PracticeList(PracticeModel& model, QWidget* parent = nullptr);

    /** What stands in the middle while there is no row. */
    void setEmptyText(const QString& headline, const QString& hint);
    [[nodiscard]] QString chosen() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_headline;
    QString m_hint;
};

} // namespace Ui
